package io.launchlog.query.documentation;

import tools.jackson.databind.node.ObjectNode;

/**
 * A parameter of the query string as it is documented.
 *
 * @param name as it is read
 * @param description in Markdown
 * @param schema what is allowed, and the default when there is one
 */
public record Parameter(String name, String description, ObjectNode schema) {}
