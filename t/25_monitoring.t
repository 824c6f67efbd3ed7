# config/prometheus and config/grafana against a real scrape: every number they
# ask for is there, with the labels they name; docs/MONITORING.md names every
# alert.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $top = "$FindBin::Bin/..";

sub slurp { local (@ARGV, $/) = "$top/$_[0]"; return scalar <> }

my $rules = slurp('config/prometheus/relevo.rules.yml');
my $page = slurp('docs/MONITORING.md');
my $board = decode_json(slurp('config/grafana/relevo.json'));
my @exprs = map { $_->{expr} } map { @{ $_->{targets} } } @{ $board->{panels} };
my @rules = $rules =~ /expr: >?\s*(.*?)\n\s+(?:for|labels):/sg;
push @rules, $page =~ /^ +expr: (.*)$/mg;

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0 });
is($w->webhook(wa_text('hola'))->{status}, 200, 'a message');
is(Relevo::Api->key($w, 'demo', '*')->get('/api/v1/me')->{status}, 200, 'a request');
my $scrape;
ok((wait_for { ($scrape = $w->http(GET => '/metrics')->{body})
    =~ /^relevo_worker_reply_seconds_count\{.*\} [1-9]/m } 60), 'its reply is counted');

my %type = $scrape =~ /^# TYPE (\w+) (\w+)/mg;
my %label;                      # {name}{label}
while ($scrape =~ /^(\w+)\{([^}]*)\}/mg) {
    my ($name, $labels) = ($1, $2);
    $label{$name}{$_} = 1 for $labels =~ /(\w+)="/g;
}


# Of an expression: what it asks for and is not there.
sub lacks {
    my ($expr) = @_;
    my @lack;
    while ($expr =~ /(relevo_\w+)(?:\{([^}]*)\})?/g) {
        my ($name, $labels) = ($1, $2 // '');
        my $family = $name =~ s/_(?:bucket|sum|count)$//r;
        push @lack, $name if !$type{$family} || ($type{$family} eq 'histogram') != ($family ne $name);
        push @lack, map { "$name of a $_" } grep { !$label{$name}{$_} } $labels =~ /(\w+)=/g;
    }
    my @rates = map { s/_(?:bucket|sum|count)$//r } $expr =~ /(?:rate|increase)\((relevo_\w+)/g;
    push @lack, "$expr: a rate of what is no counter" if grep { ($type{$_} // '') eq 'gauge' } @rates;
    return @lack;
}


cmp_ok(scalar @exprs, '>', 30, 'the dashboard asks for something');
cmp_ok(scalar @rules, '>', 10, 'so do the rules');
# files are counted by their kind, once there was one
is_deeply([grep { !/media_seconds/ } map { lacks($_) } @exprs], [], 'all of the dashboard is there');
is_deeply([map { lacks($_) } @rules], [], 'all of the rules is there');
is_deeply([lacks('sum(rate(relevo_worker_turns_okay_total{channel="x"}[5m]))')],
    ['relevo_worker_turns_okay_total', 'relevo_worker_turns_okay_total of a channel'], 'what is not is seen');

my %result = map { $_ => 1 } slurp('docs/METRICS.md') =~ /Results: (.*?)\n- /s ? $1 =~ /`(\w+)`/g : ();
my @results = map { split /[|]/ } "$rules @exprs" =~ /result=~?"([^"]+)"/g;
cmp_ok(scalar @results, '>', 5, 'results are named');
is_deeply([grep { !$result{$_} } @results], [], 'which there are');
my %id;
is_deeply([grep { $id{$_}++ } map { $_->{id} } @{ $board->{panels} }], [], 'no panel twice');

for my $alert ($rules =~ /- alert: (\w+)/g) {
    like($page, qr/`$alert`/, "$alert is explained");
    my ($one) = $rules =~ /- alert: $alert\n(.*?)(?=\n\n|\z)/s;
    like($one, qr/severity: (?:warning|critical)/, '... has a severity');
    like($one, qr/summary: \S.*description: \S/s, '... and words');
}

SKIP: {
    skip 'no promtool (Debian: prometheus)', 2 unless grep { -x "$_/promtool" } split /:/, $ENV{PATH};
    is(system("promtool check config $top/config/prometheus/prometheus.yml >/dev/null"), 0,
        'promtool has no complaint');
    my $file = $w->write_file('alarms.yml', slurp('t/lib/alarms.yml')
        =~ s{RULES}{$top/config/prometheus/relevo.rules.yml}r);
    is(system("promtool test rules $file >/dev/null"), 0, 'and they fire when they should');
}

Relevo::World->finish;
