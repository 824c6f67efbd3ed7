# Commands of docs/HANDOFF.md, docs/NOTIFICATIONS.md and docs/ADMIN.md, in
# their order, as a reader would paste it: names of tenants, hosts and numbers
# are ours, the rest is as it is printed.

use strict;
use warnings;
use FindBin qw($Bin);
use lib "$Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
my $key = Relevo::Api->key($w, 'demo', '*');
my $operator = Relevo::Api->key($w, 'operator', '*');
my $c = Relevo::Api::conversation($w, 'demo', 'v1');
my $ticket = $key->post("/api/v1/conversations/$c->{id}/handoff", { reason => 'x' })
    ->{json}{ticket}{number};

$w->part('worker')->write('smtp.url' => 'smtp://127.0.0.1:1', 'smtp.from' => 'no-reply@example.com',
    'notify.public_url' => 'https://bot.example.com');
@ENV{qw(API AUTH KEY OPERATOR TENANT)} = ($w->url . '/api/v1',
    "Authorization: Bearer $key->{token}", $key->{token}, $operator->{token}, $key->{tenant});


# Commands of a page: what is indented or fenced, continued lines joined.
sub commands {
    my ($page) = @_;

    open my $in, '<', "$Bin/../docs/$page.md" or die "$page: $!";
    my $text = do { local $/; <$in> };
    my @json = $text =~ /^```json\n(.*?)^```/gms;
    $w->write_file('docs.json', $json[0], 0644) if @json;
    $text =~ s/ \\\n\s+/ /g;
    my @all = $text =~ /^(?:    )?((?:relevo|curl) .+)$/gm;
    push @all, map { tr/\n/ /r } $text =~ /`(relevo [^`]+ --tenant [^`]+)`/g;
    return grep { !/\xe2\x80\xa6/ } @all;
}


for my $page (qw(HANDOFF NOTIFICATIONS ADMIN)) {
    my @commands = commands($page);

    cmp_ok(scalar @commands, '>', 0, scalar(@commands) . " commands of docs/$page.md");
    for my $line (@commands) {
        (my $run = $line) =~ s/\bTKT-\d+-\d+\b/$ticket/g;
        $run =~ s/\b(acme|SLUG)\b/demo/g;
        $run =~ s/\bFILE\b/$w->dir('docs.json')/ge;
        $run =~ s{https://bot\.example\.com}{$w->url}ge;
        $run =~ s/^curl /curl -sSf -o \/dev\/null /;
        $run =~ s/^relevo /join(' ', $w->part('worker')->binary, '--config', $w->dir('relevo.conf'), '')/e;
        # a minute later: an address is not asked twice in one
        $w->pg->do(q{update core.notify_route set confirm_sent_at = now() - interval '2 min'});
        my $out = qx{($run) 2>&1};
        is($?, 0, $line) or diag($out);
    }
}

Relevo::World->finish;
