/** What the tests of every service need: the rules that hold for each, and stand-ins for what surrounds it. */
@NullMarked
package dev.gatehouse.test;

import org.jspecify.annotations.NullMarked;
