/** What happened to prefixes and addresses. */
@NullMarked
package myidc.network.event;

import org.jspecify.annotations.NullMarked;
