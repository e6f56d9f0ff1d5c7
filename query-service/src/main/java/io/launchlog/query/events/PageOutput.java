package io.launchlog.query.events;

import java.io.OutputStream;

/** Where a page goes, opened once it is known that there is one. It is written to the end, and not closed. */
@FunctionalInterface
interface PageOutput {

    /** @param total how many there are on all pages */
    OutputStream open(long total);
}
