/** All wiring with Spring Boot: properties, defaults, TLS, web security, health, metrics and failure analyzers. Used by no other package. */
@NullMarked
package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.NullMarked;
