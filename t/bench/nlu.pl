# nlu - what understanding a message costs, against its budget of 300 us.

use strict;
use warnings;
use FindBin;

my $top = "$FindBin::Bin/../..";
system("$top/build/bench/nlu", "$top/build/nlu") == 0 or exit 1;

1;
