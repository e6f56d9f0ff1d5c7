package io.launchlog.ingest.verify;

/** The ways in which the projection, or the dead letters, can be wrong. */
enum Difference {
    UNREAD("unread indices", "readers are not led to them"),
    MISSING("missing", "the log has it, the index has not"),
    DIVERGENT("divergent", "the index says something else than the log"),
    DUPLICATED("duplicated", "in another place than where it belongs"),
    UNEXPECTED("unexpected", "the index has it, the log has not"),
    WITHOUT_DEAD_LETTER("missing dead letters", "neither in the index nor a dead letter"),
    SERVICE_MISSING("services missing", "there are events of it"),
    SERVICE_DIVERGENT("services divergent", "its document is not what its events say"),
    SERVICE_UNEXPECTED("services unexpected", "there are no events of it");

    private final String label;
    private final String meaning;

    Difference(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    /** As in the JSON: {@code missing_dead_letters}. */
    String jsonName() {
        return label.replace(' ', '_');
    }
}
