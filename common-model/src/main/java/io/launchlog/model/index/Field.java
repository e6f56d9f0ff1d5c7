package io.launchlog.model.index;

/** The names of fields of the documents that code refers to; all of them are in the templates. */
public final class Field {

    public static final String PROJECT_ID = "project_id";
    public static final String SERVICE_ID = "service_id";
    public static final String SERVICE_NAME = "service_name";
    public static final String EVENT_TYPE = "event_type";
    public static final String EVENT_INFO = "event_info";

    /** The words inside words such as {@code ImagePullBackOff}. */
    public static final String EVENT_INFO_INNER_WORDS = "event_info.inner_words";

    /** The first {@value EventDocument#SORTED_CODE_POINTS} code points of the text, to sort by. */
    public static final String EVENT_INFO_SORT = "event_info_sort";

    public static final String OCCUR_TIME = "occur_time";
    public static final String SEQUENCE = "sequence";
    public static final String TIE_BREAKER = "tie_breaker";
    public static final String SOURCE = "source";
    public static final String ID = "id";
    public static final String FINGERPRINT = "fingerprint";
    public static final String SUBJECT = "subject";
    public static final String PARTITION_KEY = "partitionkey";
    public static final String TRACEPARENT = "traceparent";

    /** Of services: the occur time, sequence and tie-breaker of the event that gave the name. */
    public static final String NAME_OCCUR_TIME = "name_occur_time";

    public static final String NAME_SEQUENCE = "name_sequence";
    public static final String NAME_TIE_BREAKER = "name_tie_breaker";

    /** Of services: the earliest and latest occur time, epoch milliseconds. */
    public static final String FIRST_SEEN = "first_seen";

    public static final String LAST_SEEN = "last_seen";

    private Field() {}
}
