#!/usr/bin/env perl
# handbook - takes the pictures of docs/HANDBOOK.md anew: a shop with a few
# customers, its desk in Chromium (browser/handbook.mjs), WebP files in
# docs/handbook/.  ./build.sh handbook

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use File::Path qw(make_path);
use Test::More ();

use Relevo::Api;
use Relevo::Browser;
use Relevo::Desk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $folder = $ENV{RELEVO_TEST_SHOTS} // "$Relevo::World::TOP/docs/handbook";
make_path($folder);
local $ENV{RELEVO_TEST_SHOTS} = $folder;

my $w = desk_world(eva => 'agent', max => 'supervisor', ada => 'admin', demi => 'agent');
my $tenant = desk_tenant($w);
my %do = deeds($w);

$w->pg->do(q{update core.agent set name = $2 where id = $1}, $w->{desk}{$_->[0]}{agent}, $_->[1])
    for [eva => 'Eva Martín'], [max => 'Max Weber'], [ada => 'Ada Rossi'], [demi => 'Demo agent'];
my $ada = $w->{desk}{ada};
my $team = $ada->post('/api/v1/teams', { name => 'Returns' })->{json};
$ada->put("/api/v1/teams/$team->{id}/agents/$w->{desk}{max}{agent}");
for (['greet', 'Greeting', 'Hello {{contact.first_name}}, this is {{agent.name}}. How can I help?'],
     ['photo', 'A photo, please', 'Could you send us a photo of it, {{contact.first_name}}?'],
     ['thanks', 'Thanks', 'Thank you, and have a good day!']) {
    $ada->post('/api/v1/canned-replies', { shortcut => $_->[0], title => $_->[1], text => $_->[2] });
}

my @say = (
    ['5215550101', 'Lucía Gómez', 'How much does delivery cost?', 'Hello, I received my order but the item is damaged. '
        . "I'd like to request a refund please."],
    ['5215550102', 'Tom Baker', 'This is ridiculous! I paid 2 weeks ago and still no delivery! Give me my money back NOW!'],
    ['5215550103', 'Chiara Conti', 'Vorrei parlare con una persona, per favore'],
    ['5215550104', 'Jean Petit', 'Bonjour, je veux parler à un conseiller'],
    ['5215550105', 'Rita Sousa', 'Quero falar com um atendente'],
    ['5215550106', 'Sam Lee', "I'm so confused. I added items to cart but don't know how to pay. Can someone help me?"],
);
my $first;
for (@say) {
    my ($from, $name, @texts) = @$_;
    for my $text (@texts) {
        $w->webhook(wa_text($text, from => $from, name => $name));
        my $id = $do{conversation}->({ from => $from });
        $first //= $id;
    }
}
$ada->put("/api/v1/conversations/$first/labels/fragile");
wait_until { $w->pg->value(q{select count(*) from core.rollup where tenant_id = $1
    and metric = 'ticket'}, $tenant) > 0 } 60, 'the figures are made';

figures($w, 'handbook', \%do, $Relevo::Api::PASSWORD, $first);
Relevo::World->over;
