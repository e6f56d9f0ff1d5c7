package io.launchlog.model.event;

import java.util.regex.Pattern;

/**
 * The grammar of URI references (RFC 3986, appendix A). {@link java.net.URI} is no measure: it takes non-ASCII
 * characters and is silent about authorities that it cannot read.
 */
final class UriReference {

    private static final String PATH = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+";
    private static final String QUERY = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+";
    private static final String USER = "(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*";
    private static final String NAME = "(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+";

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String GROUP = "[0-9A-Fa-f]{1,4}";
    private static final String LAST_TWO = "(?:" + GROUP + ":" + GROUP + "|" + BYTE + "(?:\\." + BYTE + "){3})";
    private static final String IP_V6 = "(?:"
            + String.join(
                    "|",
                    following(6, LAST_TWO),
                    "::" + following(5, LAST_TWO),
                    upTo(1) + "::" + following(4, LAST_TWO),
                    upTo(2) + "::" + following(3, LAST_TWO),
                    upTo(3) + "::" + following(2, LAST_TWO),
                    upTo(4) + "::" + following(1, LAST_TWO),
                    upTo(5) + "::" + LAST_TWO,
                    upTo(6) + "::" + GROUP,
                    upTo(7) + "::")
            + ")";
    private static final String IP_FUTURE = "[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+";
    private static final String AUTHORITY =
            "(?:" + USER + "@)?(?:\\[(?:" + IP_V6 + "|" + IP_FUTURE + ")]|" + NAME + ")(?::[0-9]*)?";

    /** Without a scheme the first segment of a path has no colon; without an authority a path has no {@code //}. */
    private static final Pattern URI_REFERENCE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))"
            + "(?://" + AUTHORITY + "(?:/" + PATH + ")?|(?!//)" + PATH + ")"
            + "(?:\\?" + QUERY + ")?(?:#" + QUERY + ")?");

    private UriReference() {}

    /** Whether the text is one; the caller bounds its length. */
    static boolean isValid(String text) {
        return isPlainPath(text) || URI_REFERENCE.matcher(text).matches();
    }

    /** What most sources are, told without the grammar: {@code /orchestrators/eu-1}. */
    private static boolean isPlainPath(String text) {
        if (text.startsWith("//")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '/'
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static String following(int groups, String last) {
        return "(?:" + GROUP + ":){" + groups + "}" + last;
    }

    private static String upTo(int groups) {
        return "(?:(?:" + GROUP + ":){0," + (groups - 1) + "}" + GROUP + ")?";
    }
}
