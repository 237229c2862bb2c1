/** The issuer over real TLS. */
@NullMarked
package dev.gatehouse.demo.issuer;

import org.jspecify.annotations.NullMarked;
