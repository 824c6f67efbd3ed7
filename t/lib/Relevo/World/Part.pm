package Relevo::World::Part;

# What every part of a world has in common.  A part answers four questions:
# prepare (files it needs), start (command and readiness), stop_signal, and
# client or address (how a test talks to it).

use strict;
use warnings;

sub world       { return $_[0]{world} }
sub prepare     { }
sub stop_signal { return 'TERM' }

sub is_root     { return $> == 0 }

1;
