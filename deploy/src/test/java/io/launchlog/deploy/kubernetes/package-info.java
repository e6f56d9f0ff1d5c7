/** Holds {@code deploy/kubernetes} to the code, and to the models of Kubernetes and of the operators that read it. */
@NullMarked
package io.launchlog.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
