# The agent console in a real browser: two agents and a customer play a
# hand-over; a connection that breaks loses nothing; what is hostile is text;
# axe-core finds nothing in either theme.  RELEVO_TEST_SHOTS=DIR keeps the
# pictures of every view.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::World;
use Relevo::Browser;
use Relevo::Desk;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $top = $Relevo::World::TOP;
my $BUDGET = 150 * 1024;        # bytes, compressed, of every view, in one language

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker nginx)],
    set => { 'turn.burst_ms' => 0 });
my $tenant = Relevo::Api::tenant($w, 'demo');

# A slow machine is no reason to be away.
$w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0}')}, $tenant);
Relevo::Api->agent($w, 'demo', 'eva', 'agent');
Relevo::Api->agent($w, 'demo', 'max', 'supervisor');

# What was in the database before anybody came, for those who are to find it.
my $evil = '<img src=x onerror="window.hit=1">';
my $old = Relevo::Api::conversation($w, 'demo', 'old', name => "Zoë $evil",
    text => "$evil <script>window.hit=1</script> javascript:window.hit=1");
$w->pg->value(q{select core.handoff_start($1, $2, '{"kind": "system"}',
    '{"reason": "refund_request", "priority": "urgent"}')}, $tenant, $old->{id});

browse($w, 'desk', {
    reload => sub { $w->part('nginx')->reload; return },
    streams => sub {
        my ($n) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_live_clients(?:\{.*\})? (\d+)/m;
        return 0 + $n;
    },
    texts => sub {
        my ($e) = @_;
        return [map { $_->{text} } $w->pg->rows(q{select text from core.message
            where conversation_id = $1 and text ~ $2 order by id}, $e->{conversation}, $e->{like})];
    },
}, $Relevo::Api::PASSWORD, $old->{id});


subtest 'the bundle' => sub {
    my %bytes = bundle();
    is(join(' ', sort grep { /^..$/ } keys %bytes), 'es fr it pt', 'a file for each language');
    cmp_ok($bytes{files}, '>=', 8, 'compressed copies');
    cmp_ok($bytes{one}, '<', $BUDGET, "$bytes{one} bytes: every view, in the longest language");

    my ($js) = map { s{.*/}{}r } grep { /main-\w+\.js$/ } glob "$top/build/console/desk/*";
    my $r = $w->http(GET => "/console/desk/$js", headers => { 'Accept-Encoding' => 'gzip' });
    is($r->{headers}{'content-encoding'}, 'gzip', 'sent compressed');
    like($r->{headers}{'cache-control'}, qr/immutable/, 'kept for ever: its name is its content');
    $r = $w->http(GET => '/console/desk/');
    like($r->{headers}{'cache-control'}, qr/no-cache/, 'the page itself is asked for');
    unlike($r->{headers}{'content-security-policy'}, qr/unsafe/, 'no inline script or style');
    unlike($r->{body}, qr{https?://}, 'nothing of others');
};


sub slurp {
    my ($file) = @_;
    open my $in, '<:utf8', $file or die "$file: $!";
    local $/;
    return scalar <$in>;
}


# Key by language: the type check wants each key; here are the blanks in them.
subtest 'five languages' => sub {
    my %of = map { $_ => { map { slurp($_) =~ /^    "([^"]+)": "(.*)",$/mg }
        glob("$top/console/desk/texts/*/$_.ts") } } qw(en es pt fr it);
    my $en = $of{en};
    cmp_ok(scalar keys %$en, '>', 200, 'words');

    for my $l (qw(es pt fr it)) {
        is_deeply([sort keys %{ $of{$l} }], [sort keys %$en], "$l has every key");
        my @other = grep {
            my $k = $_;
            join(' ', sort $of{$l}{$k} =~ /\{\w+\}/g) ne join(' ', sort $en->{$k} =~ /\{\w+\}/g)
        } keys %$en;
        is("@other", '', "$l has the same blanks");
    }

    my @sources = split /\n/, `find \Q$top\E/console/desk -name '*.ts*'`;
    my %used = map { $_ => 1 } map { slurp($_) =~ /\bt\("([^"]+)"/g } @sources;
    is(join(' ', grep { !exists $en->{$_} } sort keys %used), '', 'what is used is there');
};

Relevo::World->finish;
