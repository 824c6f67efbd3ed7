# scan - runs the C program of the same name.
exec "$FindBin::Bin/../../build/bench/scan" or die "build/bench/scan: $!\n";
