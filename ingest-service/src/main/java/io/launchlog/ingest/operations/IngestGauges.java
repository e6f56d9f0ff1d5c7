package io.launchlog.ingest.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The metrics that are read off what is there when somebody asks. */
@Component
class IngestGauges {

    IngestGauges(MeterRegistry registry, Obstacles obstacles, Consumers consumers) {
        FunctionCounter.builder(IngestMetric.PAUSED.id(), obstacles, Obstacles::heldUpSeconds)
                .description(IngestMetric.PAUSED.description())
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(IngestMetric.LAG.id(), consumers, Consumers::lag)
                .description(IngestMetric.LAG.description())
                .baseUnit("records")
                .register(registry);
    }
}
