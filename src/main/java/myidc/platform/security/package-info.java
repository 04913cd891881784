/** Who calls and what they may do: from credential to Caller, deny unless granted. */
@NullMarked
package myidc.platform.security;

import org.jspecify.annotations.NullMarked;
