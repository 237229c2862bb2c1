/** {@code gatehouse demo}: broker, services and devices of one platform on one machine, and the story that they tell. */
@NullMarked
package dev.gatehouse.demo.app;

import org.jspecify.annotations.NullMarked;
