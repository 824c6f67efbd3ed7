# nlu - what understanding a message and deciding whether a person is needed
# cost, against their budget of 300 us.

use strict;
use warnings;
use FindBin;

my $top = "$FindBin::Bin/../..";
system("$top/build/bench/nlu", "$top/build/nlu", "$top/config") == 0 or exit 1;

1;
