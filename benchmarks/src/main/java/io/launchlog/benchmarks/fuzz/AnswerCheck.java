package io.launchlog.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the contract says of every answer (sections 3 and 6). Written down here, and not taken from the query service, so
 * that a change there shows.
 */
final class AnswerCheck {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String UNREADABLE = "ModelArts.0107";
    private static final Set<Integer> WELL = Set.of(200, 204, 304);

    /** Codes by status. 500 is documented, too, and is what must not be. */
    private static final Map<Integer, Set<String>> ERRORS = Map.ofEntries(
            Map.entry(400, Set.of(UNREADABLE)),
            Map.entry(401, Set.of("ModelArts.0201", "ModelArts.0202", "ModelArts.0203", "ModelArts.0212")),
            Map.entry(403, Set.of("ModelArts.0210", "ModelArts.0108")),
            Map.entry(404, Set.of("ModelArts.3502", "ModelArts.2836")),
            Map.entry(405, Set.of("ModelArts.2803")),
            Map.entry(413, Set.of(UNREADABLE)),
            Map.entry(414, Set.of(UNREADABLE)),
            Map.entry(429, Set.of("ModelArts.6101")),
            Map.entry(417, Set.of(UNREADABLE)),
            Map.entry(431, Set.of(UNREADABLE)),
            Map.entry(501, Set.of(UNREADABLE)),
            Map.entry(503, Set.of("ModelArts.4302")),
            Map.entry(504, Set.of("ModelArts.4503")),
            Map.entry(505, Set.of(UNREADABLE)));

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "private, no-cache");

    private AnswerCheck() {}

    /** What is wrong with that answer, in a few words each; empty when nothing is. */
    static List<String> problems(FuzzRequest request, Answer answer) {
        List<String> problems = new ArrayList<>();
        if (answer.body().contains(Tokens.MARK) || answer.headers().toString().contains(Tokens.MARK)) {
            problems.add("a token is in the answer");
        }
        if (answer.hasHead()) {
            headers(answer, problems);
            status(request, answer, problems);
        } else if (!request.isWithoutVersion()) {
            problems.add("there is no status line");
        }
        return List.copyOf(problems);
    }

    private static void status(FuzzRequest request, Answer answer, List<String> problems) {
        int status = answer.status();
        if (WELL.contains(status)) {
            if (status == 200 && !request.isHead() && !json(answer.body()).isObject()) {
                problems.add("200 without a JSON object");
            }
            return;
        }
        if (!ERRORS.containsKey(status)) {
            problems.add(status + " is not documented, or must not be");
        } else if (!request.isHead() && !isErrorBody(json(answer.body()), status)) {
            problems.add(status + " without its error body");
        }
        if (!answer.header("Content-Type").startsWith("application/json")) {
            problems.add("an error that is not said to be JSON");
        }
        if (status == 405 && answer.header("Allow").isEmpty()) {
            problems.add("405 without Allow");
        }
        if ((status == 429 || status == 503) && answer.header("Retry-After").isEmpty()) {
            problems.add(status + " without Retry-After");
        }
    }

    private static boolean isErrorBody(JsonNode body, int status) {
        return body.isObject()
                && List.copyOf(body.propertyNames()).equals(List.of("error_code", "error_msg"))
                && ERRORS.getOrDefault(status, Set.of())
                        .contains(body.path("error_code").asString(""))
                && body.path("error_msg").isString()
                && !body.path("error_msg").asString().isBlank();
    }

    private static void headers(Answer answer, List<String> problems) {
        ALWAYS.forEach((name, value) -> {
            if (!answer.header(name).equals(value)) {
                problems.add(name + " is '" + answer.header(name) + "'");
            }
        });
        if (!answer.header("Vary").toLowerCase(Locale.ROOT).contains("x-auth-token")) {
            problems.add("Vary is '" + answer.header("Vary") + "'");
        }
        if (!answer.header("X-Request-Id").matches("[A-Za-z0-9._-]{1,64}")) {
            problems.add("X-Request-Id is '" + answer.header("X-Request-Id") + "'");
        }
        if (!answer.header("Access-Control-Allow-Origin").isEmpty()) {
            problems.add("other origins are let in");
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
