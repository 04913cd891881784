/** History rows: what a view showed at any past instant. */
@NullMarked
package myidc.platform.asof;

import org.jspecify.annotations.NullMarked;
