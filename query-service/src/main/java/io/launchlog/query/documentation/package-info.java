/** Owns what is served of the API's description: the OpenAPI document, and the page on which it can be browsed. */
@NullMarked
package io.launchlog.query.documentation;

import org.jspecify.annotations.NullMarked;
