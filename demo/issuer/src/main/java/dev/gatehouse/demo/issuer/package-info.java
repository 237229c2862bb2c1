/** Access tokens for the demo's residents: Spring Authorization Server with two endpoints and nothing else. */
@NullMarked
package dev.gatehouse.demo.issuer;

import org.jspecify.annotations.NullMarked;
