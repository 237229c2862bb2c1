/** What one service may believe about others, compiled from the catalog; without a contract nothing starts. */
@NullMarked
package dev.gatehouse.contract;

import org.jspecify.annotations.NullMarked;
