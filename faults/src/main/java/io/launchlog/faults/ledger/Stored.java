package io.launchlog.faults.ledger;

/**
 * A document of an index of events.
 *
 * @param identity project, service, source and id, from its source
 * @param source the digest of its whole source
 * @param row what the API has to show of it
 */
public record Stored(String index, String id, String identity, String source, Row row) {

    /** Where and what it is, whatever its generation. */
    public String inAnyGeneration() {
        return inAnyGeneration(index, id, source);
    }

    static String inAnyGeneration(String index, String id, String source) {
        return index.replaceFirst("-g[0-9]+-", "-") + "/" + id + " " + source;
    }
}
