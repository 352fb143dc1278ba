/** What a policy says of a file on a day. */
@NullMarked
package zhunsheng.policy.assess;

import org.jspecify.annotations.NullMarked;
