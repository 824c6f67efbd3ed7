#!/usr/bin/perl

# The database on its own: every pgTAP file of t/sql, in a database made from
# roles.sql and the migrations with psql alone.

use strict;
use warnings;
use FindBin qw($Bin);
use lib "$Bin/lib";

use Relevo::World;
use Test::More;

my $w = Relevo::World->new(parts => ['postgres']);
my @psql = ('psql', '-qXAt', '-v', 'ON_ERROR_STOP=1', '-h',
            $w->part('postgres')->address);
my $sql = "$Bin/../sql";

$ENV{PGOPTIONS} = '-c client_min_messages=warning';


sub psql {
    my ($user, $database, @args) = @_;

    open my $pipe, '-|', 'sh', '-c', 'exec "$@" 2>&1', 'sh', @psql,
        '-U', $user, '-d', $database, @args or die "psql: $!";
    my @out = <$pipe>;
    close $pipe;
    return ($? == 0, @out);
}


sub must {
    my ($ok, @out) = psql(@_);
    $ok or BAIL_OUT("psql @_: @out");
}


must('postgres', 'relevo', '-f', "$sql/roles.sql") for 1 .. 2;
must('postgres', 'relevo', '-c',
     'create database sqltest owner relevo_owner');
must('relevo_owner', 'sqltest', '-1', '-f', $_)
    for sort glob "$sql/migrations/*.sql";
must('relevo_owner', 'sqltest', '-c', 'select core.install(16, 1)') for 1 .. 2;
must('postgres', 'sqltest', '-c',
     'create schema tap; create extension pgtap schema tap');

for my $file (sort glob "$Bin/sql/[0-9]*.sql") {
    my ($name) = $file =~ m{([^/]+)\.sql$};
    my ($fine, @out) = psql('postgres', 'sqltest', '-f', $file);
    my ($plan) = map { /^1\.\.(\d+)/ ? $1 : () } @out;
    my @bad = grep { /^not ok|ERROR|^#/ } @out;
    my $ran = grep { /^ok / } @out;

    ok($fine && $plan && $ran == $plan && !@bad,
       "$name: $ran of " . ($plan // '?')) or diag(@bad);
}

for (1 .. 2) {
    must('relevo_worker', 'sqltest', '-f', "$sql/demo.sql");
}
my (undef, $n) = psql('relevo_worker', 'sqltest', '-c',
                      'select count(*) from core.kb_document');
is($n, "5\n", 'the demo tenant is made once');

Relevo::World->finish;
