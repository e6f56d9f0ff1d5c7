/** Owns what is settled before an endpoint runs: path, method, request id, query string and the web server. */
@NullMarked
package io.launchlog.query.request;

import org.jspecify.annotations.NullMarked;
