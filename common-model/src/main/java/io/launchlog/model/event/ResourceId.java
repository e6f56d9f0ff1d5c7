package io.launchlog.model.event;

/** What a project or a service may be called (contract section 1). */
public final class ResourceId {

    private static final int MAXIMUM_LENGTH = 64;

    private ResourceId() {}

    /** Whether the text is 1 to 64 of {@code [A-Za-z0-9_.-]} and neither {@code .} nor {@code ..}. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAXIMUM_LENGTH || text.equals(".") || text.equals("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '.'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
