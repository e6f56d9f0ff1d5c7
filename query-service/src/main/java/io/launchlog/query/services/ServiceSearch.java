package io.launchlog.query.services;

import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import io.launchlog.model.event.ResourceId;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.request.ApiPath;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.search.SortKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The searches for services, and the reading of what they find. */
public final class ServiceSearch {

    private static final SortKeys BY_NAME = new SortKeys(
            List.of(
                    SortKeys.Key.of(Field.SERVICE_NAME, FieldType.Keyword),
                    SortKeys.Key.of(Field.SERVICE_ID, FieldType.Keyword)),
            false);

    private ServiceSearch() {}

    /**
     * The service of that path.
     *
     * @throws ApiException ModelArts.3502 when no service can have that id
     */
    public static ServiceKey keyOf(ApiPath path) {
        if (!ResourceId.isValid(path.serviceId()) || !ResourceId.isValid(path.projectId())) {
            throw new ApiException(ApiError.serviceUnknown(path.serviceId()));
        }
        return new ServiceKey(path.projectId(), path.serviceId());
    }

    /** A search for one service; {@link #read} finds at most that one. */
    public static RequestItem of(ServiceKey key) {
        return searchOf(
                key.projectId(),
                new SearchRequestBody.Builder()
                        .query(q -> q.ids(ids -> ids.values(ServiceDocument.idOf(key))))
                        .size(1));
    }

    /**
     * The services whose events are the latest, of all projects.
     *
     * @param size how many at most
     */
    public static List<ServiceKey> latest(EventStore store, int size) {
        SearchRequestBody.Builder body = new SearchRequestBody.Builder()
                .sort(new SortKeys(List.of(SortKeys.Key.of(Field.LAST_SEEN, FieldType.Date)), true).options())
                .size(size);
        RequestItem search =
                RequestItem.of(i -> i.header(h -> h.index(IndexNames.SERVICES).allowPartialSearchResults(false))
                        .body(body.build()));
        List<ServiceKey> latest = new ArrayList<>();
        try (SearchAnswers answers = store.search(List.of(search), "", store.deadline())) {
            if (answers.next()) {
                for (ServiceKey key = readKey(answers); key != null; key = readKey(answers)) {
                    latest.add(key);
                }
            }
        }
        return latest;
    }

    private static @Nullable ServiceKey readKey(SearchAnswers answers) {
        if (!answers.nextHit() || !answers.enterSource()) {
            return null;
        }
        String project = "";
        String id = "";
        JsonParser json = answers.json();
        for (String property = json.nextName(); property != null; property = json.nextName()) {
            json.nextToken();
            switch (property) {
                case Field.PROJECT_ID -> project = json.getString();
                case Field.SERVICE_ID -> id = json.getString();
                default -> json.skipChildren();
            }
        }
        answers.leaveSource();
        return new ServiceKey(project, id);
    }

    /** A search for some services of a project, by name. */
    static RequestItem of(String projectId, @Nullable String name, int skip, int size) {
        return searchOf(
                projectId,
                page().query(query(projectId, name)).from(skip).size(size).trackTotalHits(t -> t.enabled(true)));
    }

    /** A page by name; the query and the place are to be added. */
    static SearchRequestBody.Builder page() {
        return new SearchRequestBody.Builder().sort(BY_NAME.options());
    }

    static SortKeys byName() {
        return BY_NAME;
    }

    static Query query(String projectId, @Nullable String name) {
        return QueryBuilders.bool(b -> {
            b.filter(f -> f.term(t -> t.field(Field.PROJECT_ID).value(projectId)));
            return name == null
                    ? b
                    : b.filter(f -> f.term(t -> t.field(Field.SERVICE_NAME).value(name)));
        });
    }

    private static RequestItem searchOf(String projectId, SearchRequestBody.Builder body) {
        return RequestItem.of(i -> i.header(h -> h.index(IndexNames.SERVICES)
                        .routing(ServiceDocument.routingOf(projectId))
                        .allowPartialSearchResults(false))
                .body(body.build()));
    }

    /** The service of the next hit, its own document or an event of it; null when there is none. */
    public static @Nullable Service read(SearchAnswers answers) {
        if (!answers.nextHit() || !answers.enterSource()) {
            return null;
        }
        String id = "";
        String name = "";
        long firstSeen = 0;
        long lastSeen = 0;
        JsonParser json = answers.json();
        for (String property = json.nextName(); property != null; property = json.nextName()) {
            json.nextToken();
            switch (property) {
                case Field.SERVICE_ID -> id = json.getString();
                case Field.SERVICE_NAME -> name = json.getString();
                case Field.FIRST_SEEN -> firstSeen = json.getLongValue();
                case Field.LAST_SEEN -> lastSeen = json.getLongValue();
                case Field.OCCUR_TIME -> {
                    firstSeen = json.getLongValue();
                    lastSeen = firstSeen;
                }
                default -> json.skipChildren();
            }
        }
        answers.leaveSource();
        return new Service(id, name, firstSeen, lastSeen);
    }
}
