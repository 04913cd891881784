/** Ground rules of every HTTP answer: request ids, errors, idempotency, versions. */
@NullMarked
package myidc.platform.http;

import org.jspecify.annotations.NullMarked;
