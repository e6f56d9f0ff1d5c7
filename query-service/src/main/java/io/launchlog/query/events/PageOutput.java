package io.launchlog.query.events;

import io.launchlog.query.access.Hits;
import io.launchlog.query.answer.JsonAnswer;
import io.launchlog.query.overload.SlowReaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.OutputStream;

/** Where a page goes, opened once it is known that there is one. */
@FunctionalInterface
interface PageOutput {

    /** @param total how many there are on all pages */
    OutputStream open(long total);

    /** The body of that response. */
    static PageOutput of(HttpServletRequest request, HttpServletResponse response, SlowReaders slowReaders) {
        return total -> {
            Hits.note(request, total);
            return new JsonAnswer(request, response, slowReaders::bound);
        };
    }
}
