package io.launchlog.ingest.consume;

/** The positions of the consumer are of a topic that is no more; the new one is to be read from its beginning. */
final class TopicMadeAgainException extends WrongPositionException {

    private static final long serialVersionUID = 1L;

    TopicMadeAgainException(String topic) {
        super("The topic " + topic + " was deleted and made again; reading it from its beginning");
    }
}
