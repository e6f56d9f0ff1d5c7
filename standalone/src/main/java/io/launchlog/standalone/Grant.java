package io.launchlog.standalone;

import io.launchlog.model.event.BoundedText;
import io.launchlog.model.event.ResourceId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A token and the project that it opens.
 *
 * @param token what a client sends in {@code X-Auth-Token}; not blank
 * @param project an id (contract section 1)
 */
record Grant(String token, String project) {

    /** The project of the token that is made when none is given. */
    static final String DEVELOPMENT_PROJECT = "demo";

    Grant {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token is blank");
        }
        if (!ResourceId.isValid(project)) {
            throw new IllegalArgumentException(
                    "the project is " + BoundedText.quote(project) + "; allowed: 1 to 64 of A-Z a-z 0-9 _ . -");
        }
    }

    /** Not the token: this may end in a log. */
    @Override
    public String toString() {
        return "Grant[project=" + project + "]";
    }

    /** Reads {@code TOKEN=PROJECT}; the token may hold further equals signs. */
    static final class Converter implements ITypeConverter<Grant> {

        @Override
        public Grant convert(String text) {
            int split = text.lastIndexOf('=');
            if (split < 0) {
                throw new TypeConversionException("it is written TOKEN=PROJECT");
            }
            try {
                return new Grant(text.substring(0, split), text.substring(split + 1));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
