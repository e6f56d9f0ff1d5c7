package io.launchlog.query.documentation;

import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.Paging;
import io.launchlog.query.request.QueryString;
import java.util.List;

/** The parameters of whatever comes in pages. */
public final class PagingParameters {

    private static final Paging UNSET = Paging.parse(new QueryString(null), OffsetUnit.RECORD);

    private PagingParameters() {}

    public static List<Parameter> all() {
        return List.of(
                new Parameter(
                        Paging.OFFSET,
                        "The page, from 0: skips `offset × limit` of them. Any page can be asked for; one behind the end"
                                + " is empty. (A service that is configured with `launchlog.query.offset-unit=record`"
                                + " skips `offset` of them.)",
                        Schema.integer(0).put("default", UNSET.skip())),
                new Parameter(
                        Paging.LIMIT,
                        "The most that a page has.",
                        Schema.integer(1, Paging.MAXIMUM_LIMIT).put("default", UNSET.size())));
    }
}
