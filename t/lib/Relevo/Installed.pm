package Relevo::Installed;

# Is what was installed a product?  The program has nothing but its connections
# configured; what it understands, says and does to files is its own, or is
# missed here.
#
#   my $w = Relevo::World->new(stopped => 1, set => { 'turn.burst_ms' => 0 });
#   $w->start(qw(redis postgres));
#   works($w, "$prefix/bin/relevo");

use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use Exporter 'import';
use Test::More;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::Workflow;
use Relevo::World;

our @EXPORT = qw(works);

my $ANA = '5215550001';


sub works {
    my ($w, $program) = @_;

    my %set = $w->part('worker')->settings;
    delete @set{ grep { $set{$_} =~ m{^\Q$Relevo::World::TOP\E/} } keys %set };
    my $conf = $w->write_file('relevo.conf', join '', map { "$_ = $set{$_}\n" } sort keys %set);

    chdir '/' or die "/: $!";               # nothing of the tree is found from here
    like(scalar qx('$program' --config '$conf' migrate 2>&1),
        qr/^database: 0 of \d+ migrations were new$/m, 'it finds its migrations');
    like(scalar qx('$program' --config '$conf' doctor 2>&1), qr/^0 serious|nothing to complain/m,
        'and its texts');

    $w->{binary} = $program;
    $w->start(qw(graph worker nginx));
    is($w->webhook(wa_text('hola', from => $ANA))->{status}, 200, 'a message');
    ok((wait_for { grep { /ayudarte/ } said($w) } 30), '... is answered');
    my $digest = sha256_hex('Factura 118');
    $w->graph->media({ id => 'd1', body => 'Factura 118', mime_type => 'text/plain', sha256 => $digest });
    $w->webhook(wa_message('document', { id => 'd1', mime_type => 'text/plain',
        filename => 'factura.txt', sha256 => $digest }, from => $ANA));
    ok((wait_for { media_of($w, $ANA)->{state} eq 'done' } 30), 'a file is read')
        or diag(explain(media_of($w, $ANA)));
    is(media_of($w, $ANA)->{text}, 'Factura 118', '... what it says');
    return;
}


sub said {
    my ($w) = @_;

    return map { $_->{text} } grep { ($_->{to} // '') =~ /^\+?$ANA$/ } $w->graph->sent;
}

1;
