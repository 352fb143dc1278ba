/** Commands on a file and their answer: events, or cited refusals. */
@NullMarked
package zhunsheng.policy.act;

import org.jspecify.annotations.NullMarked;
