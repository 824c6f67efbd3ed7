package Relevo::Routes;

# The table of routes as a test reads it: what ngx_module/routes/*.def says,
# the hidden ones too.
#
#   for my $r (Relevo::Routes::all()) {
#       # {method, path, fn, scope, public, params => [{name, must, type}]}
#   }

use strict;
use warnings;
use FindBin;

my $ROOT = "$FindBin::Bin/../ngx_module";


sub slurp {
    my ($path) = @_;

    open my $in, '<', $path or die "$path: $!";
    local $/;
    return scalar <$in>;
}


# Strings of C that follow each other are one.
sub text {
    my ($c) = @_;

    $c =~ s/NGX_HTTP_RELEVO_PAGE/"limit:int cursor:str512"/g;
    return join '', $c =~ /"((?:[^"\\]|\\.)*)"/g;
}


sub params {
    my ($spec) = @_;

    return [map { /^(\w+)(!?):(.*)/ or die "a parameter: $_"; { name => $1, must => $2, type => $3 } }
        split ' ', $spec];
}


# NGX_HTTP_RELEVO_READ("/path", "fn", "scope", NULL, "summary")
sub macro {
    my ($kind, $args) = @_;

    my @a = ('');
    while ($args =~ /\G("(?:[^"\\]|\\.)*"|,|[^",]+)/g) {
        $1 eq ',' ? push(@a, '') : ($a[-1] .= $1);
    }
    my $method = $kind =~ /READ|QUICK|TEXT/ ? 'GET' : $kind eq 'UPLOAD' ? 'POST' : shift @a;
    $method =~ s/\s//g;
    my ($path, $fn, $scope, $spec) = map { text($_) } @a[0 .. 3];
    return { method => $method, path => $path, fn => $fn, scope => $scope, kind => $kind,
             params => params($spec) };
}


# { NGX_HTTP_GET, "/path", "fn", NGX_HTTP_RELEVO_SQL_READ("fn", "scope"), ... }
sub row {
    my ($c) = @_;

    my ($method, $path, $fn) = $c =~ /NGX_HTTP_(\w+),\s*"([^"]+)",\s*"(\w+)"/ or return;
    my ($scope) = $c =~ /_SQL_\w+\("\w+",\s*"([a-z:]*)"\)/;
    my ($spec) = $c =~ /((?:"[^"]*:[^"]*"\s*)+),\s*(?:NULL, )?0,\s*"/;
    return { method => $method, path => $path, fn => $fn, scope => $scope // '', kind => 'row',
             public => scalar($c =~ /PUBLIC|ROUTE_FORM/), params => params(text($spec // '')) };
}


sub all {
    my $source = slurp("$ROOT/ngx_http_relevo_routes.c");
    my @routes;
    for my $file ($source =~ m{^#include "(routes/\w+\.def)"}mg) {
        for my $item (split /\n\n+/, slurp("$ROOT/$file")) {
            push @routes, $item =~ /^NGX_HTTP_RELEVO_(\w+)\((.*)\),?\s*\z/s ? macro($1, $2)
                : $item =~ /^\{/ ? row($item) : ();
        }
    }
    return @routes;
}

1;
