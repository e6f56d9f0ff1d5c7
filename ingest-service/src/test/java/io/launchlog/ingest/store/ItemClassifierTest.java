package io.launchlog.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemClassifierTest {

    @ParameterizedTest
    @CsvSource({
        "400, document_parsing_exception",
        "400, illegal_argument_exception",
        "400, strict_dynamic_mapping_exception",
        "400, something_new",
    })
    void takesADocumentAtFaultForPoison(int status, String type) {
        assertThat(ItemClassifier.failed(new BulkItem(status, type, "why", -1, -1)))
                .isEqualTo(new StoreOutcome.Poison("HTTP " + status + " " + type + ": why"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, es_rejected_execution_exception",
        "429, circuit_breaking_exception",
        "429, cluster_block_exception",
        "403, cluster_block_exception",
        "403, security_exception",
        "404, index_not_found_exception",
        "500, something_new",
        "503, unavailable_shards_exception",
        "400, validation_exception",
        "400, index_closed_exception",
        "0, ''",
    })
    void triesAgainWhereTheClusterIsAtFault(int status, String type) {
        assertThat(ItemClassifier.failed(new BulkItem(status, type, "why", -1, -1)))
                .isEqualTo(new StoreOutcome.Transient("HTTP " + status + " " + type + ": why"));
    }
}
