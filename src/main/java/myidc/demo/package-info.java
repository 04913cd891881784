/**
 * The demonstration: makes an example data centre and replays demand through the public API with the clock moving, as
 * an operator and 25 tenants would. A client of the portal like any other: it knows no class of the contexts.
 */
@NullMarked
package myidc.demo;

import org.jspecify.annotations.NullMarked;
