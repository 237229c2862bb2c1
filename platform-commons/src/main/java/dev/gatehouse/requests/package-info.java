/** What comes from outside by HTTP: read strictly, or refused with a code. */
@NullMarked
package dev.gatehouse.requests;

import org.jspecify.annotations.NullMarked;
