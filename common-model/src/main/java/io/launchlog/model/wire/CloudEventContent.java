package io.launchlog.model.wire;

/** What both modes of a CloudEvent come down to: attributes that make one of our type, and its data. */
record CloudEventContent(Attributes attributes, EventData data) {}
