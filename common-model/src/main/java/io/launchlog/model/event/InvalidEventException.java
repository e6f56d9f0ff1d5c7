package io.launchlog.model.event;

/** An event breaks a rule of contract section 1. The message names the field, the bounded value and what is allowed. */
public final class InvalidEventException extends IllegalArgumentException {

    private final String field;

    /**
     * @param field the field of the wire format, such as {@code service_name} or {@code labels}
     * @param problem what is wrong, with the value bounded by {@link BoundedText}
     * @param allowed what would be right
     */
    public InvalidEventException(String field, String problem, String allowed) {
        super(field + " " + problem + "; allowed: " + allowed);
        this.field = field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The field of the wire format that breaks the rule. */
    public String field() {
        return field;
    }
}
