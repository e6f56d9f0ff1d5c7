package io.launchlog.model.wire;

import io.launchlog.model.event.InvalidEventException;
import org.jspecify.annotations.Nullable;

/** Leaves the decoder with its answer from wherever the reason is found. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Decoded.Refused refused;

    RefusedException(DeadLetterReason reason, String detail) {
        this(reason, null, detail);
    }

    RefusedException(DeadLetterReason reason, @Nullable String field, String detail) {
        // Control flow: no stack trace is wanted, and poison must not cost more than good records.
        super(detail, null, false, false);
        this.refused = new Decoded.Refused(reason, field, detail);
    }

    static RefusedException invalidField(String field, String problem, String allowed) {
        return new RefusedException(
                DeadLetterReason.INVALID_FIELD, field, new InvalidEventException(field, problem, allowed).getMessage());
    }

    Decoded.Refused refused() {
        return refused;
    }
}
