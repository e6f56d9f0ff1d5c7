package io.launchlog.query.request;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, percent-decoded from its query string. Nothing is judged until a parameter is asked for,
 * so that parameters that nobody knows cannot be wrong; only their number has a bound.
 */
public final class QueryString {

    private static final int MOST = 1000;
    private static final String ONCE = "Allowed: each parameter once.";

    private final Map<String, List<String>> rawValues = new LinkedHashMap<>();

    /**
     * Takes a query string apart.
     *
     * @param text without the question mark; null when the request has none
     * @throws ApiException ModelArts.0107 when it has more than {@value #MOST} parameters
     */
    public QueryString(@Nullable String text) {
        if (text == null) {
            return;
        }
        String[] pairs = text.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw new ApiException(ApiError.unreadableRequest(400, "It has more than " + MOST + " parameters."));
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name != null && !name.isEmpty()) {
                rawValues
                        .computeIfAbsent(name, key -> new ArrayList<>(1))
                        .add(pair.substring(equals < 0 ? pair.length() : equals + 1));
            }
        }
    }

    /**
     * The value of that parameter; what is not UTF-8 comes as U+FFFD. Null when it is not given or empty.
     *
     * @throws ApiException ModelArts.0107 when it is given twice or cannot be decoded
     */
    public @Nullable String value(String name) {
        List<String> values = rawValues.getOrDefault(name, List.of());
        if (values.size() > 1) {
            String second = decode(values.get(1));
            throw new ApiException(ApiError.invalidParameter(name, second == null ? values.get(1) : second, ONCE));
        }
        if (values.isEmpty() || values.getFirst().isEmpty()) {
            return null;
        }
        String value = decode(values.getFirst());
        if (value == null) {
            throw new ApiException(ApiError.invalidParameter(
                    name, values.getFirst(), "Allowed: two hexadecimal digits after every percent sign."));
        }
        return value;
    }

    /** Null when a percent sign has no two hexadecimal digits behind it. */
    private static @Nullable String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw.replace('+', ' ');
        }
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+') {
                decoded.write(' ');
            } else if (bytes[i] != '%') {
                decoded.write(bytes[i]);
            } else if (i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2])) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                return null;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
