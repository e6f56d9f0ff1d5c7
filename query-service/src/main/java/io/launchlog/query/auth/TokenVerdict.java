package io.launchlog.query.auth;

/** What a token is worth. */
public sealed interface TokenVerdict {

    /**
     * It may read one project.
     *
     * @param projectId which
     */
    record Granted(String projectId) implements TokenVerdict {}

    /** It was good once. */
    record Expired() implements TokenVerdict {}

    /** Nobody issued it, or it was revoked. */
    record Invalid() implements TokenVerdict {}

    /** It is good but belongs to no project. */
    record WithoutProject() implements TokenVerdict {}

    /** It is good, and none of its roles may read. */
    record RoleMayNotRead() implements TokenVerdict {}

    /** Who could tell cannot be reached. */
    record Unavailable() implements TokenVerdict {}

    /** Who could tell did not in time. */
    record TooSlow() implements TokenVerdict {}

    /** Who could tell was not asked, as too many others ask. */
    record TooMany() implements TokenVerdict {}
}
