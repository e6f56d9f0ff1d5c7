package io.launchlog.query.events;

import io.launchlog.query.testing.FullElasticsearch;
import io.launchlog.query.testing.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** With Elasticsearch's own analysis, in whose place the embedded node has another. */
@EnabledIf(value = "io.launchlog.query.testing.FullElasticsearch#isThere", disabledReason = FullElasticsearch.MISSING)
class FullServerTextSearchIT extends TextSearchContract {

    private TestStore store;

    @Override
    TestStore store() {
        store = FullElasticsearch.start().withTemplates();
        return store;
    }

    @AfterAll
    void stopStore() {
        store.close();
    }
}
