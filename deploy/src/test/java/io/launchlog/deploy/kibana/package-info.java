/** What {@code deploy/kibana} gives to Kibana, held to the index: no Kibana runs here. */
@NullMarked
package io.launchlog.deploy.kibana;

import org.jspecify.annotations.NullMarked;
