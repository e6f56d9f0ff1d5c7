/** Owns what the tests run against: a filled Elasticsearch and the running service. */
package io.launchlog.query.testing;
