package io.launchlog.ingest.verify;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The comparison of log and index. */
@Configuration(proxyBeanMethods = false)
@Import({
    DeadLetterReader.class,
    DocumentsById.class,
    EarlierFirsts.class,
    GenerationCheck.class,
    IndexReader.class,
    IngestGroup.class,
    LetterCheck.class,
    RecordCheck.class,
    ServiceCheck.class,
    StoredServiceReader.class,
    StrayCheck.class,
    TopicRetention.class,
    UnreadCheck.class,
    Verifier.class
})
public class VerifyConfiguration {}
