/** Actions: what residents ask for, sealed for those who act on it. */
@NullMarked
package dev.gatehouse.useractions.action;

import org.jspecify.annotations.NullMarked;
