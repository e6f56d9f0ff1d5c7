package io.launchlog.ingest.operations;

/** An operator's command cannot do its work. The message is one line: what, where and the remedy. */
public final class OperationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one line, with bounded values */
    public OperationFailedException(String message) {
        super(message);
    }

    /** @param message one line, with bounded values */
    public OperationFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
