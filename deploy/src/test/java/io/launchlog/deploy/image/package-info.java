/** Holds the images to what is promised of them, and runs the services as their images and the compose file have them. */
@NullMarked
package io.launchlog.deploy.image;

import org.jspecify.annotations.NullMarked;
