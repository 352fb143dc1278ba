/** How many decisions a second: ours, decision tables in DMN engines, and rules written in Java. */
@NullMarked
package zhunsheng.bench.decide;

import org.jspecify.annotations.NullMarked;
